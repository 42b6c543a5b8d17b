// The colours that tell sources apart, in their order.

const SOURCE_HUES = ["#3b98d6", "#d98200", "#009e73", "#cc79a7", "#7a5195", "#8c8c8c"];
