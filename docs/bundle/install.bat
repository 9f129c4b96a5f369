@echo off
rem Installs Fengqiao on Windows without a network: double click, or  install.bat FOLDER
setlocal
set TARGET=%~1
if "%TARGET%"=="" set TARGET=%USERPROFILE%\fengqiao
py -3.11 -c "import sys" 2>nul || (echo Install Python 3.11 first ^(python.org, "Add to PATH"^). & exit /b 2)
py -3.11 -m venv "%TARGET%" || exit /b 1
"%TARGET%\Scripts\python" -m pip install --quiet --no-index --find-links "%~dp0wheels\windows-amd64" --find-links "%~dp0wheels" fengqiao || exit /b 1
echo Installed: %TARGET%\Scripts\fengqiao
