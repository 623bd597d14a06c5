"""What a drawing may hold: elements, attributes and style properties."""

ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath "
    "linearGradient radialGradient stop clipPath mask pattern marker switch image filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge "
    "feMergeNode feOffset".split()
)
PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation direction display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size "
    "font-stretch font-style font-variant font-weight letter-spacing line-height marker-end marker-mid marker-start "
    "mask mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align "
    "text-anchor text-decoration text-rendering transform vector-effect visibility white-space word-spacing "
    "writing-mode".split()
)
ATTRIBUTES = PROPERTIES | frozenset(
    "class clipPathUnits cx cy d dx dy fx fy fr gradientTransform gradientUnits height id in in2 k1 k2 k3 k4 "
    "lengthAdjust marker-start markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode offset "
    "operator orient pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX "
    "refY result rotate rx ry slope spacing spreadMethod startOffset stdDeviation tableValues textLength transform "
    "type values version viewBox width x x1 x2 y y1 y2 intercept filterUnits primitiveUnits".split()
)
