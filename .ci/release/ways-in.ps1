# What ways-in does, on Windows: the installer, pip and npm, from a release that is served on this machine.
#
# usage: ways-in.ps1 FOLDER
param([Parameter(Mandatory)] [string] $Folder)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path "$PSScriptRoot/../..").Path
$folder = (Resolve-Path $Folder).Path
$work = (New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()))).FullName
$served = Join-Path $work 'served'
New-Item -ItemType Directory -Path $served | Out-Null
Copy-Item -Recurse $folder (Join-Path $served 'right')
Copy-Item -Recurse $folder (Join-Path $served 'wrong')
Set-Content (Join-Path $served 'wrong/honest-coach-x86_64-pc-windows-msvc.zip') 'something else'
$port = 8123
$server = Start-Process -PassThru -NoNewWindow python -ArgumentList @('-m', 'http.server', $port, '--bind', '127.0.0.1', '--directory', "`"$served`"")

function Test-Coach([string] $Program) {
    $said = & $Program start "$root/examples/brightwater.deal.yaml"
    if ($LASTEXITCODE -ne 0 -or $said[0] -notlike 'NOT A FIT*') { throw "not the verdict that it should be: $said" }
    & $Program --version
}

function Test-Gone([string] $Path) {
    if (Test-Path -LiteralPath $Path) { throw "``$Path`` is left behind" }
}

try {
    $env:COACH_RELEASE = "http://127.0.0.1:$port/right"
    foreach ($try in 1..50) {
        try { Invoke-WebRequest -UseBasicParsing "$env:COACH_RELEASE/SHA256SUMS" | Out-Null; break }
        catch { if ($try -eq 50) { throw }; Start-Sleep -Milliseconds 200 }
    }
    $env:LOCALAPPDATA = Join-Path $work 'local'
    $installer = [scriptblock]::Create((Get-Content -Raw "$folder/install.ps1"))

    & $installer
    Test-Coach (Join-Path $env:LOCALAPPDATA 'Programs\honest-coach\bin\coach.exe')
    & $installer
    & $installer -Uninstall
    Test-Gone $env:LOCALAPPDATA

    $env:COACH_RELEASE = "http://127.0.0.1:$port/wrong"
    $refused = ''
    try { & $installer } catch { $refused = "$_" }
    if ($refused -notlike '*is not what was released*') { throw "a wrong sum was not refused: $refused" }
    Test-Gone $env:LOCALAPPDATA
    $env:COACH_RELEASE = "http://127.0.0.1:$port/right"

    python -m venv "$work/python"
    & "$work/python/Scripts/pip.exe" install --quiet --no-index --find-links "$env:COACH_RELEASE/" honest-coach
    Test-Coach "$work/python/Scripts/coach.exe"
    & "$work/python/Scripts/pip.exe" uninstall --quiet --yes honest-coach
    Test-Gone "$work/python/Scripts/coach.exe"

    $packages = @((Get-Item "$folder/honest-coach-[0-9]*.tgz"), (Get-Item "$folder/honest-coach-win32-x64-*.tgz")) | ForEach-Object { $_.FullName }
    npm install --silent --global --offline --prefix "$work/npm" @packages
    Test-Coach "$work/npm/coach.cmd"
    npm uninstall --silent --global --prefix "$work/npm" honest-coach honest-coach-win32-x64
    Test-Gone "$work/npm/coach.cmd"
} finally {
    Stop-Process -Id $server.Id
    Remove-Item -Recurse -Force -ErrorAction SilentlyContinue -LiteralPath $work
}
