// Faults that a run can hide; how the code looks is read by people.
const browser =
  "document location history navigator matchMedia getComputedStyle addEventListener innerWidth innerHeight " +
  "requestAnimationFrame cancelAnimationFrame setTimeout clearTimeout setInterval clearInterval performance localStorage " +
  "sessionStorage URL URLSearchParams Blob Response DecompressionStream TextEncoder TextDecoder ResizeObserver " +
  "CompressionStream Node Path2D OffscreenCanvas Image File FileReader globalThis console devicePixelRatio queueMicrotask atob btoa vis window self crypto";

const EXCEPT = {
  "no-use-before-define": [{ functions: false, variables: false }],
  "no-unused-vars": [{ ignoreRestSiblings: true }],
};

export default [
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: Object.fromEntries(browser.split(" ").map((name) => [name, "readonly"])),
    },
    rules: Object.fromEntries(
      (
        "no-undef no-unused-vars no-redeclare no-shadow-restricted-names no-dupe-keys no-dupe-args no-dupe-else-if " +
        "no-duplicate-case no-duplicate-imports no-unreachable no-unsafe-finally no-unsafe-negation no-self-assign no-self-compare " +
        "no-const-assign no-class-assign no-func-assign no-import-assign no-cond-assign no-constant-condition no-empty " +
        "no-fallthrough no-sparse-arrays no-useless-escape no-control-regex no-loss-of-precision no-unused-private-class-members " +
        "no-eval no-implied-eval no-new-func no-script-url no-var prefer-const eqeqeq use-isnan valid-typeof getter-return " +
        "array-callback-return no-promise-executor-return no-template-curly-in-string no-use-before-define no-throw-literal"
      )
        .split(" ")
        .map((rule) => [rule, ["error", ...(EXCEPT[rule] || [])]]),
    ),
  },
];
