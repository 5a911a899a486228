@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Tracebinder: the command line for a sub-command, the workbench for a binder's folder or nothing.
rem
rem TRACEBINDER_JAVA_OPTIONS  more options for Java, such as -Xmx4g
rem TRACEBINDER_HOME          the folder for window layout, preferences and caches, when not the usual one
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"

set "FOUND="
call :try "%HERE%\jre"
if not defined FOUND if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
if not defined FOUND for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do call :try "%%~d"
if not defined FOUND (
  echo tracebinder: needs Java 21 or newer; set JAVA_HOME to one, or unpack a runtime into "%HERE%\jre" 1>&2
  exit /b 4
)

set "OPTIONS=--enable-native-access=ALL-UNNAMED "-Djava.util.logging.config.file=%HERE%\launcher\logging.properties""
set "USERDIR=%LOCALAPPDATA%\Tracebinder"
if defined TRACEBINDER_HOME set "USERDIR=%TRACEBINDER_HOME%"

if "%~1"=="" goto workbench
if /i "%~1"=="demo" goto demo
for %%c in (new import preview sources quarantine search trace lineage assess check evidence export verify stamp certificate raw restore rebuild doctor formats sample reveal secret help --help -h --version -V) do if "%~1"=="%%c" goto commandline
if "%~2"=="" if exist "%~1\" goto workbench

rem An unknown command or a folder that is not there: the command line says which.
:commandline
set "TUNING="
for %%c in (import rebuild) do if "%~1"=="%%c" set "TUNING="@%HERE%\launcher\import.options""
"%FOUND%\bin\java.exe" -Xmx1g %OPTIONS% %TUNING% %TRACEBINDER_JAVA_OPTIONS% -jar "%HERE%\tracebinder-cli.jar" %*
exit /b %ERRORLEVEL%

:demo
for %%a in (%*) do if "%%~a"=="--no-ui" goto commandline
for %%a in (%*) do if "%%~a"=="--help" goto commandline
set "OPENED=%TEMP%\tracebinder-demo-%RANDOM%%RANDOM%.txt"
"%FOUND%\bin\java.exe" -Xmx1g %OPTIONS% %TRACEBINDER_JAVA_OPTIONS% "-Dtracebinder.demo.binder=%OPENED%" -jar "%HERE%\tracebinder-cli.jar" %* --no-ui
set "CODE=%ERRORLEVEL%"
set "BINDER="
if exist "%OPENED%" for /f "usebackq delims=" %%b in ("%OPENED%") do set "BINDER=%%b"
if exist "%OPENED%" del "%OPENED%"
if %CODE% gtr 1 exit /b %CODE%
if defined BINDER call :open "%BINDER%"
exit /b %CODE%

:workbench
if "%~1"=="" (call :open) else (call :open "%~f1")
exit /b 0

rem :open [BINDER]  starts the window and leaves it running
:open
set "LAUNCHER="
for %%l in ("%HERE%\plugins\org.eclipse.equinox.launcher_*.jar") do set "LAUNCHER=%%~fl"
set "BINDERARG="
set "FOLDER=%~1"
if not defined FOLDER goto start
rem A backslash at the end would take the quote with it.
if "%FOLDER:~-1%"=="\" set "FOLDER=%FOLDER:~0,-1%"
set "BINDERARG=-binder "%FOLDER%""
:start
if not exist "%USERDIR%\workspace" mkdir "%USERDIR%\workspace"
rem Java keeps the classes of the first start in an archive and takes them from there, if they are still the same bytes.
set OPTIONS=%OPTIONS% -Xshare:auto -Xlog:disable -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%USERDIR%\workbench.jsa"
start "Tracebinder" "%FOUND%\bin\javaw.exe" -Xmx2g %OPTIONS% --add-modules jdk.incubator.vector %TRACEBINDER_JAVA_OPTIONS% "-Dtracebinder.user.folder=%USERDIR%" -Dosgi.configuration.cascaded=true "-Dosgi.sharedConfiguration.area=%HERE%\configuration" -jar "%LAUNCHER%" -clean -configuration "%USERDIR%\configuration" -data @noDefault -product org.tracebinder.rcp.product %BINDERARG%
exit /b 0

rem :try HOME  sets FOUND when there is a Java 21 or newer in that folder
:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
set "MAJOR="
for /f "usebackq tokens=2 delims=.=" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "MAJOR=%%v"
if not defined MAJOR exit /b
set "MAJOR=%MAJOR:"=%"
if %MAJOR% geq 21 set "FOUND=%~1"
exit /b
