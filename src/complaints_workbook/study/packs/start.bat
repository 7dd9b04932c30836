@echo off
rem Opens the workbook. What it needs is set up in this folder, once.
cd /d "%~dp0"
where py >nul 2>nul
if %errorlevel% equ 0 (
  py -3 parts\start.py %*
  goto end
)
where python >nul 2>nul
if %errorlevel% equ 0 (
  python parts\start.py %*
  goto end
)
echo The workbook needs Python 3.11 or later. READ-ME-FIRST.txt says where to get it.
:end
if %errorlevel% neq 0 pause
