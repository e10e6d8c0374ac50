# Installs `coach` for you alone: no administrator, no compiler.
#
#   irm ADDRESS/install.ps1 | iex                                            the release it came with
#   & ([scriptblock]::Create((irm ADDRESS/install.ps1))) -To FOLDER          the program there
#   & ([scriptblock]::Create((irm ADDRESS/install.ps1))) -Uninstall          takes away all of it
#
# The environment's COACH_RELEASE says where the archive and its SHA256SUMS lie, when not where it says
# below. It fetches both, and goes on only where the sum is right. What it puts anywhere is told, and kept
# in a list, by which it is taken away again.
[CmdletBinding()]
param(
    [string] $To,
    [switch] $Uninstall
)

# In a scope of its own: `iex` would leave all this in the window that it is called in.
& {
    param([string] $To, [bool] $Uninstall)

    Set-StrictMode -Version 2
    $ErrorActionPreference = 'Stop'
    # The bar of a download makes it many times slower in Windows PowerShell.
    $ProgressPreference = 'SilentlyContinue'

    function Install-Coach([string] $Release, [string] $Folder, [string] $List) {
        $name = "honest-coach-$(Get-Target)"
        if ($Release.StartsWith('https://git.example.com/')) {
            throw 'this copy did not come with a release, and knows of none: say where one is with $env:COACH_RELEASE'
        }
        $program = Join-Path $Folder 'coach.exe'
        $before = Test-Path -LiteralPath $List
        if ((Test-Path -LiteralPath $program) -and -not ($before -and (Get-Content -Encoding UTF8 -LiteralPath $List) -contains "file $program")) {
            throw "``$program`` is there, and this installer did not put it there: take it away first, or choose a folder with -To"
        }
        $work = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()))
        try {
            $unpacked = Get-Release $Release $name $work.FullName
            $version = & (Join-Path $unpacked 'coach.exe') --version
            if ($LASTEXITCODE -ne 0) { throw 'what was fetched does not run here' }
            $folders = @(Get-MissingFolders $Folder) + @(Get-MissingFolders (Split-Path -Parent $List))
            $old = if ($before) { @(Get-Content -Encoding UTF8 -LiteralPath $List) } else { @() }
            New-Item -ItemType Directory -Force -Path $Folder, (Split-Path -Parent $List) | Out-Null
            # A program that runs can't be written over, but be renamed.
            if (Test-Path -LiteralPath $program) { Move-Item -Force -LiteralPath $program -Destination "$program.old" }
            Copy-Item -LiteralPath (Join-Path $unpacked 'coach.exe') -Destination $program
            Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath "$program.old"
            $lines = @("file $program") + @($folders | ForEach-Object { "folder $_" }) + @($old | Where-Object { $_ -like 'folder *' })
            # Of an installation before, what is no longer wanted goes.
            $old | Where-Object { $_ -like 'file *' -and $_ -ne "file $program" } |
                ForEach-Object { Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath $_.Substring(5) }
            Set-Content -LiteralPath $List -Encoding UTF8 -Value ($lines | Select-Object -Unique)
        } finally {
            Remove-Item -Recurse -Force -LiteralPath $work.FullName
        }
        if ($before) { "$version takes the place of the one before:" } else { "$version is installed:" }
        "  $program"
        if (($env:Path -split [IO.Path]::PathSeparator) -notcontains $Folder) {
            'to call it by its name in every new window:'
            "  [Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'User') + ';$Folder', 'User')"
        }
        "to take it away again: & ([scriptblock]::Create((irm $Release/install.ps1))) -Uninstall"
    }

    # The target that this machine runs. Windows on ARM runs programs for x86-64, too.
    function Get-Target {
        # Windows PowerShell, which is older than this variable, is there on Windows alone.
        if ((Test-Path variable:IsWindows) -and -not $IsWindows) { throw 'this is for Windows: elsewhere take install.sh' }
        if (-not [Environment]::Is64BitOperatingSystem) { throw 'no coach is built for a Windows of 32 bits' }
        'x86_64-pc-windows-msvc'
    }

    # Fetches, checks and unpacks the archive, and says where it is.
    function Get-Release([string] $Release, [string] $Name, [string] $Work) {
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        $sums = Join-Path $Work 'SHA256SUMS'
        $archive = Join-Path $Work "$Name.zip"
        Get-File "$Release/SHA256SUMS" $sums
        $sum = Get-Content -LiteralPath $sums | Where-Object { ($_ -split '\s+\*?')[1] -eq "$Name.zip" } | ForEach-Object { ($_ -split '\s+')[0] }
        if (-not $sum) { throw "$Release has no ``$Name.zip``" }
        Get-File "$Release/$Name.zip" $archive
        $found = (Get-FileHash -Algorithm SHA256 -LiteralPath $archive).Hash
        if ($found -ne $sum) {
            throw "``$Name.zip`` is not what was released: its SHA-256 is $($found.ToLower()), and SHA256SUMS says $sum. Nothing was installed"
        }
        Expand-Archive -LiteralPath $archive -DestinationPath $Work
        Join-Path $Work $Name
    }

    function Get-File([string] $Address, [string] $File) {
        try { Invoke-WebRequest -UseBasicParsing -Uri $Address -OutFile $File }
        catch { throw "``$Address`` can't be fetched: $($_.Exception.Message). Nothing was installed" }
    }

    # The folder and those above it that are not there yet.
    function Get-MissingFolders([string] $Folder) {
        while ($Folder -and -not (Test-Path -LiteralPath $Folder)) {
            $Folder
            $Folder = Split-Path -Parent $Folder
        }
    }

    function Uninstall-Coach([string] $List) {
        if (-not (Test-Path -LiteralPath $List)) { throw "nothing is installed by this installer: there is no ``$List``" }
        $lines = @(Get-Content -Encoding UTF8 -LiteralPath $List)
        'taken away:'
        $lines | Where-Object { $_ -like 'file *' } | ForEach-Object {
            Remove-Item -Force -LiteralPath $_.Substring(5)
            "  $($_.Substring(5))"
        }
        Remove-Item -Force -LiteralPath $List
        # The inner folders first; one in which there is something else stays.
        $lines | Where-Object { $_ -like 'folder *' } | ForEach-Object { $_.Substring(7) } | Sort-Object -Descending | ForEach-Object {
            if ((Test-Path -LiteralPath $_) -and -not (Get-ChildItem -Force -LiteralPath $_)) { Remove-Item -Force -LiteralPath $_ }
        }
    }

    $address = 'https://git.example.com/you/coach'
    $release = if ($env:COACH_RELEASE) { $env:COACH_RELEASE } else { "$address/releases/latest/download" }
    # Beside, not in, `coach`, where a user's own playbooks are.
    $home_of_programs = Join-Path $env:LOCALAPPDATA 'Programs\honest-coach'
    $list = Join-Path $home_of_programs 'installed.txt'
    if ($Uninstall) { Uninstall-Coach $list }
    else { Install-Coach $release $(if ($To) { [IO.Path]::GetFullPath((Join-Path (Get-Location) $To)) } else { Join-Path $home_of_programs 'bin' }) $list }
} $To $Uninstall
