@echo off
rem Double-click to open the app. No installation, no administrator.
chcp 65001 >nul
cd /d "%~dp0"
set /p VERSION=<python-version
if not defined GRAPHS_HOME set "GRAPHS_HOME=%~dp0ledgers"
if not defined PORT set PORT=8501
set "PYTHONPATH=%~dp0app;%~dp0site-packages"
set PYTHONNOUSERSITE=1
set PYTHONUTF8=1
set "PYTHON=%~dp0python\python.exe"
if exist "%PYTHON%" goto run
set PYTHON=
for /f "delims=" %%p in ('py -%VERSION% -c "import sys; print(sys.executable)" 2^>nul') do set "PYTHON=%%p"
if defined PYTHON goto run
echo Python %VERSION% is needed: unpack its embeddable package into the folder python beside this file.
echo 需要 Python %VERSION%：把其 embeddable 包解压到本文件旁的 python 文件夹。
pause
exit /b 1
:run
cd app
"%PYTHON%" -c "import sys; sys.path[:0] = [r'%~dp0app', r'%~dp0site-packages']; sys.argv[1:] = ['--port', '%PORT%', '--browser']; import runpy; runpy.run_module('app_pages.server.launcher', run_name='__main__', alter_sys=True)"
if errorlevel 1 pause
