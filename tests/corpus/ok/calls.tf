#= a1=(core::upper 'x')
a1 = core::upper("x")
#= b2=(provider::aws::x 1)
b2=provider::aws::x(1)
#= c3=(a::b::c::d 1)
c3=a::b::c::d(1)

#= a4=(core::upper 'x')
a4 = core :: upper ("x")

#= a5=(f 1)
a5 = f (1)

#= a6=(f 1)
a6 = f(1,)

#= a7=(f 1...)
a7=f(1...)

#= a8=(f x...)
a8=f(x...
)

#= a9=(f)
a9=f(
)

#= a10=(() (f x))
a10=(f
(x))
