"""What the two syntax recipes share: reading treebanks, training, lemma tables, measuring."""
