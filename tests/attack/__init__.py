"""The attack on consultations without names: who said what, from all that may fall into somebody's hands."""
