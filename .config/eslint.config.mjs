import js from "@eslint/js";
import robloxTs from "eslint-plugin-roblox-ts";
import tseslint from "typescript-eslint";

/** Engine access in `game/` lives in scripts and adapters alone; everything else gets it through a port. */
const ENGINE_GLOBALS = [
	"game",
	"workspace",
	"script",
	"task",
	"os",
	"tick",
	"time",
	"wait",
	"delay",
	"spawn",
	"Random",
	"Instance",
].map((name) => ({
	name,
	message: "Engine access only in *.server.ts, *.client.ts and engine-*.ts: take a port.",
}));

const ENGINE_FILES = ["game/**/*.server.ts", "game/**/*.client.ts", "game/**/engine-*.ts"];

export default tseslint.config(
	{
		ignores: [
			"**/node_modules/**",
			"game/include/**",
			"game/out/**",
			"game/out-spec/**",
			"api/dist/**",
			"api/client/dist/**",
			"api/web/dist/**",
			".cache/**",
			".earshot/**",
		],
	},
	js.configs.recommended,
	...tseslint.configs.strict,
	{
		rules: {
			"@typescript-eslint/consistent-type-imports": "error",
			"@typescript-eslint/no-non-null-assertion": "off",
			"@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
			"no-restricted-syntax": [
				"error",
				{ selector: "ExportDefaultDeclaration", message: "Named exports only." },
			],
		},
	},
	{
		files: ["api/**/*.{ts,tsx}", "scripts/**/*.ts"],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` },
		},
		rules: {
			"@typescript-eslint/no-floating-promises": "error",
			"@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
			"@typescript-eslint/switch-exhaustiveness-check": "error",
			"max-params": "off",
			"@typescript-eslint/max-params": ["error", { max: 3 }],
		},
	},
	{
		...robloxTs.configs.recommended,
		files: ["game/**/*.ts"],
		languageOptions: {
			parserOptions: {
				project: "game/tsconfig.spec.json",
				projectService: false,
				tsconfigRootDir: `${import.meta.dirname}/..`,
			},
		},
	},
	{
		files: ["game/**/*.ts"],
		ignores: [...ENGINE_FILES, "game/test/**", "game/bench/**"],
		rules: {
			"no-restricted-globals": ["error", ...ENGINE_GLOBALS],
			"no-restricted-imports": [
				"error",
				{
					name: "@rbxts/services",
					message: "Engine access only in *.server.ts, *.client.ts and engine-*.ts.",
				},
			],
		},
	},
	{
		// Tables of cases have as many columns as they need, and numbers as clients write them.
		files: ["**/*.test.ts", "**/*.test.tsx"],
		rules: {
			"@typescript-eslint/max-params": "off",
			"no-loss-of-precision": "off",
			"@typescript-eslint/no-invalid-void-type": "off",
		},
	},
	{
		files: ["**/*.mjs", "**/*.config.ts"],
		rules: { "no-restricted-syntax": "off", "no-undef": "off" },
	},
);
