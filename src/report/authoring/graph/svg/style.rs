//! The styles of the picture. Every class names its colours for light; those for dark stand beside.

/// The styles of what only a playbook with holds has.
pub(super) const STYLE_OF_HOLDS: &str = "
.line.hold, .line.not_yet { stroke: #7d6a00 }
.bar.hold, .bar.not_yet, .tip.hold, .tip.not_yet { fill: #7d6a00 }
@media (prefers-color-scheme: dark) {
  .line.hold, .line.not_yet { stroke: #e3d05a }
  .bar.hold, .bar.not_yet, .tip.hold, .tip.not_yet { fill: #e3d05a }
}
";

/// The styles.
pub(super) const STYLE: &str = "
text { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif;
  font-size: 12px; fill: #1f2430 }
.title { font-size: 20px; font-weight: 600 }
.heading { font-size: 14px; font-weight: 600 }
.name { font-weight: 600 }
.muted, .tag { fill: #5b6472 }
.gate-words { fill: #2f62c4; font-style: italic }
.tag { font-size: 11px }
.page { fill: #ffffff }
.stage { fill: #f1f3f6 }
.card { fill: #ffffff; stroke: #c3cad4; stroke-width: 1 }
.line { fill: none; stroke: #8d97a5; stroke-width: 1.4; stroke-opacity: .8 }
.gate { stroke: #2f62c4; stroke-dasharray: 4 3 }
.bar { fill: #8d97a5 }
.line.disqualifier, .line.no_fit { stroke: #c62f3b }
.line.must_have { stroke: #b7600a }
.line.signal_for, .line.fit { stroke: #1d7a4a }
.line.signal_against { stroke: #7a4fb5 }
.bar.disqualifier, .bar.no_fit { fill: #c62f3b }
.bar.must_have { fill: #b7600a }
.bar.signal_for, .bar.fit { fill: #1d7a4a }
.bar.signal_against { fill: #7a4fb5 }
.tip { fill: #8d97a5 }
.tip.gate { fill: #2f62c4; stroke: none }
.tip.disqualifier, .tip.no_fit { fill: #c62f3b }
.tip.must_have { fill: #b7600a }
.tip.signal_for, .tip.fit { fill: #1d7a4a }
.tip.signal_against { fill: #7a4fb5 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8ebf0 }
  .muted, .tag { fill: #a3adbb }
  .gate-words { fill: #8fb2ff }
  .page { fill: #14171c }
  .stage { fill: #1d2128 }
  .card { fill: #262c35; stroke: #434c59 }
  .line { stroke: #7d8896 }
  .bar, .tip { fill: #7d8896 }
  .gate { stroke: #8fb2ff }
  .line.disqualifier, .line.no_fit { stroke: #ff7b83 }
  .line.must_have { stroke: #f2a65a }
  .line.signal_for, .line.fit { stroke: #5ecb8f }
  .line.signal_against { stroke: #bfa3f2 }
  .bar.disqualifier, .bar.no_fit, .tip.disqualifier, .tip.no_fit { fill: #ff7b83 }
  .bar.must_have, .tip.must_have { fill: #f2a65a }
  .bar.signal_for, .bar.fit, .tip.signal_for, .tip.fit { fill: #5ecb8f }
  .bar.signal_against, .tip.signal_against { fill: #bfa3f2 }
  .tip.gate { fill: #8fb2ff }
}
";
