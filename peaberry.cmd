@echo off
rem Builds what is missing or older than its sources, then runs the peaberry command.
rem JAVA_HOME chooses the Java; JAVA_OPTS and PEABERRY_OPTS go to it as they are. PEABERRY_EXTENSIONS
rem names jars with layers and the like of your own, with ";" between them.
setlocal
set "root=%~dp0"
set "target=%root%cli\target"
set "jar=%target%\peaberry.jar"
set "built=%target%\built-by-launcher"
set "archive=%target%\peaberry.jsa"

set "java=java"
if not defined JAVA_HOME goto path_java
set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" goto wrong_java_home
goto java_found
:path_java
where java >nul 2>nul
if errorlevel 1 goto no_java
:java_found

rem TensorFlow does its own counting of memory, so JavaCPP's limits are off.
set "flags=-Xlog:disable -Xlog:all=error:stderr -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=2"

call :is_stale
if not errorlevel 1 (
  call :build
  if errorlevel 1 exit /b 1
)

set "shared="
if exist "%archive%" set shared="-XX:SharedArchiveFile=%archive%"
set main=-jar "%jar%"
if defined PEABERRY_EXTENSIONS set main=-cp "%jar%;%PEABERRY_EXTENSIONS%" dev.peaberry.cli.Peaberry
"%java%" %flags% %shared% %JAVA_OPTS% %PEABERRY_OPTS% %main% %*
exit /b %errorlevel%

:is_stale
if not exist "%jar%" exit /b 0
powershell -NoProfile -Command ^
  "$r = $env:root; $mark = (Get-Item $env:jar, $env:built -ErrorAction SilentlyContinue | Sort-Object LastWriteTime)[-1].LastWriteTime;" ^
  "$files = @(Get-Item ($r + 'pom.xml'), ($r + 'core\pom.xml'), ($r + 'cli\pom.xml')) + @(Get-ChildItem -Recurse ($r + 'core\src\main'), ($r + 'cli\src\main'));" ^
  "if ($files | Where-Object { $_.LastWriteTime -gt $mark }) { exit 0 } else { exit 1 }"
exit /b %errorlevel%

:build
where mvn >nul 2>nul || (
  echo peaberry: Maven is missing; install Maven 3.8 or newer 1>&2
  exit /b 1
)
echo Building Peaberry ^(once^) ... 1>&2
if not exist "%target%" mkdir "%target%"
if exist "%archive%" del "%archive%"
type nul > "%built%.new"
call mvn -q -B -Dstyle.color=never -f "%root%pom.xml" -pl cli -am -Dquick -Dmaven.test.skip=true package 1>&2 <nul
if errorlevel 1 (
  echo peaberry: the build failed; the lines above say why 1>&2
  exit /b 1
)
move /y "%built%.new" "%built%" >nul
rem This run unpacks the native library and archives the loaded classes, so that later ones start
rem faster. They work without it too.
"%java%" %flags% "-XX:ArchiveClassesAtExit=%archive%" -jar "%jar%" warm-up >nul 2>nul <nul
exit /b 0

:wrong_java_home
echo peaberry: JAVA_HOME is "%JAVA_HOME%", which holds no bin\java.exe; set it to a JDK 17 or newer 1>&2
exit /b 1

:no_java
echo peaberry: Java is missing; install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 1
