# expect: 3:1: the character U+FEFF means nothing here; a byte order mark may stand at the start of a file only
a = 1
﻿b=2
