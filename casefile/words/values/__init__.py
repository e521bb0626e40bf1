"""Values: codes, amounts, places and penalties as people write them."""
