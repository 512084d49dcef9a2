"""Letters and signs that pdfLaTeX knows only as commands; newer engines take the commands as well.

Letters of other scripts stay as they are: for them a document chooses its engine and fonts.
"""

from __future__ import annotations

from citetrail.styles.writers.superscripts import RAISED

_MATHEMATICS = r"""
    α \alpha  β \beta  γ \gamma  δ \delta  ε \varepsilon  ζ \zeta  η \eta  θ \theta  ι \iota  κ \kappa  λ \lambda
    μ \mu  ν \nu  ξ \xi  π \pi  ρ \rho  σ \sigma  τ \tau  υ \upsilon  φ \varphi  χ \chi  ψ \psi  ω \omega
    ϑ \vartheta  ϕ \phi  ϖ \varpi  ϱ \varrho  ς \varsigma  ϵ \epsilon  Γ \Gamma  Δ \Delta  Θ \Theta  Λ \Lambda
    Ξ \Xi  Π \Pi  Σ \Sigma  Υ \Upsilon  Φ \Phi  Ψ \Psi  Ω \Omega  − -  × \times  ÷ \div  ± \pm  ∓ \mp  ⋅ \cdot
    ∗ \ast  ∘ \circ  ′ '  ″ ''  ∞ \infty  ∂ \partial  ∇ \nabla  √ \surd  ∝ \propto  ≈ \approx  ≃ \simeq  ≅ \cong
    ∼ \sim  ≠ \neq  ≡ \equiv  ≤ \leq  ≥ \geq  ≪ \ll  ≫ \gg  → \rightarrow  ← \leftarrow  ↔ \leftrightarrow
    ⇒ \Rightarrow  ⇐ \Leftarrow  ⇔ \Leftrightarrow  ↑ \uparrow  ↓ \downarrow  ⇌ \rightleftharpoons  ∈ \in
    ∉ \notin  ⊂ \subset  ⊆ \subseteq  ∪ \cup  ∩ \cap  ∀ \forall  ∃ \exists  ∑ \sum  ∏ \prod  ∫ \int  ℓ \ell
    ℏ \hbar  ℝ \mathbf{R}  ℂ \mathbf{C}  ℤ \mathbf{Z}  ℕ \mathbf{N}  ℚ \mathbf{Q}  ⟨ \langle  ⟩ \rangle  † \dagger
    ‡ \ddagger  ⊗ \otimes  ⊕ \oplus  ⊙ \odot  ∥ \parallel  ⊥ \perp  △ \triangle
""".split()
_IN_MATHEMATICS = {
    letter: rf"\ensuremath{{{command}}}" for letter, command in zip(_MATHEMATICS[::2], _MATHEMATICS[1::2], strict=True)
}
_LIKE_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼ", "0123456789+-=()aeoxhklmnpstij", strict=True))
_INVISIBLE = "\u200b\u200e\u200f"

LETTERS: dict[str, str] = {
    **_IN_MATHEMATICS,
    **{letter: rf"\ensuremath{{\mathrm{{{latin}}}}}" for letter, latin in _LIKE_LATIN.items()},
    **{letter: rf"\textsubscript{{{digit}}}" for letter, digit in _LOWERED.items()},
    **{chr(code): rf"\textsuperscript{{{_IN_MATHEMATICS.get(text, text)}}}" for code, text in RAISED.items()},
    **dict.fromkeys(_INVISIBLE, ""),
    "\u2009": r"\,",
    "\u202f": r"\,",
}
