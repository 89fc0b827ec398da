"""The options of a command that say how samples are steered."""

import argparse

from words.text_chain import Algorithm1, KUpdates, Rule


def add_rule(parser: argparse.ArgumentParser) -> None:
    """Adds the options that say how samples are steered; the defaults are Diffusion-LM's own."""
    plain = KUpdates()
    parser.add_argument("--rule", choices=["k-updates", "algorithm-1"], default="k-updates")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--updates", type=int, default=plain.count, help="K")
    parser.add_argument("--push-length", type=float, default=plain.length)
    parser.add_argument("--decay", type=float, default=plain.decay, help="the length is multiplied by (t / T)^decay")
    parser.add_argument("--weight", type=float, default=plain.weight, help="lambda, toward the mean")
    parser.add_argument("--quiet", type=float, default=plain.quiet, help="share of the steps, at the end, without")
    parser.add_argument("--sure", type=float, default=plain.sure, help="no push where p is above this")
    parser.add_argument("--push", choices=["sign", "gradient"], default=plain.push)


def rule_of(args: argparse.Namespace) -> Rule:
    """The rule of parsed `add_rule` options."""
    if args.rule == "algorithm-1":
        return Algorithm1()
    return KUpdates(
        args.updates, args.push_length, args.weight, args.quiet, decay=args.decay, sure=args.sure, push=args.push
    )


def spoken(rule: Rule) -> str:
    """The rule in words, for cards."""
    if isinstance(rule, Algorithm1):
        return "Algorithm 1 (the mean is moved by s · variance · gradient)"
    along = "the sign of the gradient" if rule.push == "sign" else "the gradient"
    text = f"K updates: {rule.count} pushes a step of {rule.length:g} · s along {along}, λ = {rule.weight:g}"
    if rule.decay:
        text += f", their length times (t / T)^{rule.decay:g}"
    if rule.sure < 1:
        text += f", none where p is above {rule.sure:g}"
    return f"{text}, none in the last {100 * rule.quiet:g} % of the steps"
