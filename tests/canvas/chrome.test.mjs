import assert from "node:assert/strict";
import test from "node:test";
import { labelled, presented, translated } from "../../graphs/scene/chrome/chrome.js";

const WORDS = { "Choose an option": "请选择", Upload: "上传" };

test("a text of Streamlit's own is said in Chinese, its blanks kept", () => {
  assert.equal(translated(WORDS, " Upload "), " 上传 ");
});

test("a recorded name that merely holds such a word is left alone", () => {
  assert.equal(translated(WORDS, "Upload Works party branch"), null);
});

test("the limit of an upload is said in Chinese", () => {
  assert.equal(translated(WORDS, "64MB per file • ZIP, LEDGER"), "每个文件不超过 64 MB · ZIP, LEDGER");
  assert.equal(translated(WORDS, "200 MB per file"), "每个文件不超过 200 MB");
});

test("English sessions see Streamlit as it is", () => {
  assert.equal(translated({}, "Upload"), null);
  assert.equal(translated({}, "64MB per file"), null);
});

test("blank texts and names of object methods are no translations", () => {
  assert.equal(translated(WORDS, "  "), null);
  assert.equal(translated(WORDS, "toString"), null);
});

test("a label that names a file is said in Chinese, the same words in a text are not", () => {
  assert.equal(labelled(WORDS, "Remove township.xlsx"), "移除 township.xlsx");
  assert.equal(translated(WORDS, "Remove township.xlsx"), null);
  assert.equal(labelled(WORDS, "Upload"), "上传");
  assert.equal(labelled({}, "Remove township.xlsx"), null);
});

test("why a file is refused is said in Chinese", () => {
  assert.equal(translated(WORDS, "File must be 30.0MB or smaller."), "文件不能超过 30 MB。");
  assert.equal(translated(WORDS, "image/png files are not allowed."), "不接受这种文件。");
  assert.equal(translated({}, "image/png files are not allowed."), null);
});

test("a click on a button of the presentation begins or ends the full screen, any other does nothing", () => {
  const inside = (own) => ({ closest: (wanted) => wanted.split(", ").includes(own) || null });
  assert.equal(presented(inside('[class*="st-key-present-"] button')), "begin");
  assert.equal(presented(inside(".st-key-slide-full button")), "begin");
  assert.equal(presented(inside(".st-key-slide-leave button")), "end");
  assert.equal(presented(inside(".st-key-slide-next button")), null);
  assert.equal(presented({}), null);
});
