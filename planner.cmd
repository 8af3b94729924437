@echo off
setlocal
set "root=%~dp0"
set "out=%root%artifacts\planner"
where dotnet >nul 2>nul
if errorlevel 1 (
  echo error: the .NET 10 SDK is not installed. Install it ^(https://dotnet.microsoft.com/download/dotnet/10.0^), then start planner again. 1>&2
  exit /b 1
)

rem The folder "sources" has what was built last; xcopy /d /l lists what is newer than that.
if not exist "%out%\.built" goto build
xcopy "%root%src" "%out%\sources" /d /l /s /y /i 2>nul | findstr /v /i /c:"\obj\" /c:"\bin\" | findstr /i /r /c:"\.cs$" /c:"\.csproj$" /c:"\.json$" /c:"\.sql$" >nul
if errorlevel 1 goto run

:build
echo Building Planner ... 1>&2
dotnet build "%root%src\Planner.Cli\Planner.Cli.csproj" -c Release -o "%out%" -v quiet -nologo 1>&2
if errorlevel 1 exit /b 1
robocopy "%root%src" "%out%\sources" /mir /xd bin obj node_modules /njh /njs /ndl /nfl /np >nul
echo built> "%out%\.built"

:run
dotnet "%out%\planner.dll" %*
exit /b %errorlevel%
