"""Items: each of several counts, claims or citations of one paper or sentence, by itself."""
