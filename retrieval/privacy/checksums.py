"""Checksums that tell an account number from any other row of digits."""

import re


def luhn(digits: str) -> bool:
    """Whether 13 to 19 digits pass the check of payment cards (ISO/IEC 7812-1, annex B)."""
    numbers = [int(digit) for digit in re.sub(r"\D", "", digits)]
    if not 13 <= len(numbers) <= 19 or len(set(numbers)) == 1:
        return False
    doubled = [number * 2 - 9 * (number > 4) for number in numbers[-2::-2]]
    return (sum(numbers[-1::-2]) + sum(doubled)) % 10 == 0


def iban(account: str) -> bool:
    """Whether an account number passes the check of ISO 13616 (remainder 1 modulo 97)."""
    compact = re.sub(r"\s", "", account).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        return False
    return int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97 == 1
