#= a1=(- 1 2)
a1 = /* c */ 1 /* d */ - 2

#= a2={for k,v in y k=v}
a2={ # c
for k,v in y : k=>v}

#= a3=1
a3=1 /* x
 y */
#= b4=2
b4=2

#= b {x=1}
b { x = 1 } # c

#= b {x=1}
b { # c
 x = 1
}

#= b {x=1}
b { /* c */ x = 1 }

#= a5=[1 2]
a5 = [ # b
  1, // c
  /* d */ 2,
]
