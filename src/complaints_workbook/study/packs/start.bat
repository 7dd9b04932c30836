@echo off
rem Opens the workbook. What it needs is set up in this folder, once. On a network, a letter stands for the folder.
pushd "%~dp0"
rem Windows has a python of its own that only leads to a shop, so each is asked for its version first.
set runs=py -3
%runs% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto found
set runs=python
%runs% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto found
echo The workbook needs Python 3.11 or later. READ-ME-FIRST.txt says where to get it.
pause
exit /b 1
:found
%runs% parts\start.py %*
if errorlevel 1 pause
popd
