// What our scripts are held to, joined as .ci/lint has them from the pages.
import { createRequire } from "node:module";

// What npx fetched lies beside the eslint that runs, not in this tree.
const fetched = createRequire(process.argv[1]);

// Names of the browser's that ours may hide, and that therefore nobody may mean.
const HIDDEN = ["event", "length", "name", "top"];

export default [
  fetched("@eslint/js").configs.recommended,
  {
    languageOptions: {
      sourceType: "script",
      globals: { ...fetched("globals").browser, vis: "readonly" },
    },
    rules: {
      "arrow-body-style": "error",
      eqeqeq: "error",
      "max-len": ["error", 110],
      "max-lines-per-function": ["error", 16],
      "no-implicit-globals": "error",
      "no-restricted-globals": ["error", ...HIDDEN],
      "no-shadow": ["error", { builtinGlobals: true, allow: HIDDEN }],
      "no-var": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      quotes: ["error", "double", { avoidEscape: true }],
    },
  },
];
