#= a1=(. ([] b 0) c)
a1 = b.0.c

#= a2=([] ([] ([] b 0) 1) 2)
a2=b.0[1].2

#= a3=(splat b (. @ c))
a3 = b[ * ].c

#= a4=(splat b (. @ c))
a4 = b. *.c

#= a5=(. (. (. (. b for) in) null) true)
a5=b.for.in.null.true

#= a6=([] b 1)
a6=b[
1
]

#= a7=(() ([] (. b c) 0))
a7=(b
.c
[0]
)

#= a8=(. ([] (splat b (. @ c)) 0) d)
a8=b.*.c[0].d

#= a9=(splat b (splat @ (splat (. @ c) @)))
a9=b[*][*].c[*]

#= a10=(splat b ([] @ 0))
a10=b.*.0
#= c11=(splat b ([] @ 0))
c11=b[*].0

#= a12=(splat b ([] @ 'x'))
a12=b[*]["x"]

#= for_each13=x
for_each13 = x
#= a14=for_each
a14=for_each

#= a15=else
a15=else
#= b16=if
b16=if
#= c17=endif
c17=endif
#= d18=in
d18=in
#= e19=for
e19=for

#= a99=([] b 1e1)
a99 = b. 1e1
