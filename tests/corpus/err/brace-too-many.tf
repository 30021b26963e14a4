# expect: 2:1: `}` closes nothing; remove it
}
