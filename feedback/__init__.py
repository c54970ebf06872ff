"""What people answer: submissions with stances, comments and answers, and their receipts."""
