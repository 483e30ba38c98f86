"""A rig proves itself first: where something is known to be lost, it must find that."""

from collections.abc import Callable, Mapping

from rich.console import Console


def blind_to(proofs: Mapping[str, Callable[[], bool]], console: Console) -> list[str]:
    """Try each of the ``proofs``, which tell whether their fault was found; return which were not, and tell all."""
    blind = []
    for fault, finds in proofs.items():
        found = finds()
        console.print(f"{'finds' if found else 'DOES NOT FIND'} {fault}")
        if not found:
            blind.append(fault)
    return blind
