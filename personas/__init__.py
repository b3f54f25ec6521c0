"""What a persona is and its life: evidence, claims, persona, journey, rules, the library, publishing."""
