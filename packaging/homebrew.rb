# For a tap: Formula/honest-coach.rb. A release fills in what stands in signs of @.
class HonestCoach < Formula
  desc "Coaches sales conversations to an honest fit, not yet, or no fit"
  homepage "https://git.example.com/you/coach"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "https://git.example.com/you/coach/releases/download/v@VERSION@/honest-coach-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256 honest-coach-aarch64-apple-darwin.tar.gz@"
    end
    on_intel do
      url "https://git.example.com/you/coach/releases/download/v@VERSION@/honest-coach-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256 honest-coach-x86_64-apple-darwin.tar.gz@"
    end
  end

  on_linux do
    on_arm do
      url "https://git.example.com/you/coach/releases/download/v@VERSION@/honest-coach-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 honest-coach-aarch64-unknown-linux-musl.tar.gz@"
    end
    on_intel do
      url "https://git.example.com/you/coach/releases/download/v@VERSION@/honest-coach-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 honest-coach-x86_64-unknown-linux-musl.tar.gz@"
    end
  end

  def install
    bin.install "coach"
    man1.install "man/coach.1"
    bash_completion.install "completions/coach.bash" => "coach"
    fish_completion.install "completions/coach.fish"
    zsh_completion.install "completions/_coach"
  end

  test do
    # 11: not enough is known yet.
    shell_output("#{bin}/coach start --no-input --exit-code", 11)
  end
end
