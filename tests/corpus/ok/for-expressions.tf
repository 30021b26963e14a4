#= a1=[for in in in in]
a1=[for in in in : in]

#= a2=[for x in y if x x]
a2=[for x in y : x if x]

#= a3=[for x in y if if if]
a3=[for x in y : if if if]

#= a4={for k,v in y if v k=v...}
a4={for k,v in y : k=>v... if v}

#= a5={for k,v in y if v k=v...}
a5={
for k,v
in y :
k
=>
v
...
if v
}
