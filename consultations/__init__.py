"""What the school asks: consultations, drafts cut into clauses, surveys, and their life cycle."""
