"""Which themes comments speak of: pure code that suggests; a person decides.

scikit-learn is imported inside functions only: the web process never loads it.
"""
