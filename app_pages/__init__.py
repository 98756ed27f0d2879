"""Screens: read the controls, ask ``graphs`` one question, draw the answer."""
