@echo off
rem ASCII only: this file is read in the machine's own code page.
chcp 65001 >nul
cd /d "%~dp0"
set "JIANBAO=jianbao"
if exist "%~dp0jianbao.exe" set "JIANBAO=%~dp0jianbao.exe"
"%JIANBAO%" build
if errorlevel 1 goto failed
start "" "%~dp0public\index.html"
exit /b 0
:failed
echo.
echo [!] jianbao could not build the site. See above.
pause
exit /b 1
