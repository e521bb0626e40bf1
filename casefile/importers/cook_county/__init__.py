"""Cook County: the State's Attorney's felony cases, as CSV tables."""
