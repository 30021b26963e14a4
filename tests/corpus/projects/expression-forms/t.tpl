%{ for n in names ~}
- ${n}
%{ endfor ~}
%{ if on }ON%{ else }OFF%{ endif } ${m.k}
