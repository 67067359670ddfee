import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * A program of the benchmarks as a bundle, as the service is built for use. Run from source, every closure would
 * carry what names it.
 */
export async function built(program: URL): Promise<URL> {
	const bundle = new URL(
		`../../.cache/bench/${program.pathname.split("/").slice(-2).join("-")}.mjs`,
		import.meta.url,
	);
	await build({
		entryPoints: [fileURLToPath(program)],
		outfile: fileURLToPath(bundle),
		bundle: true,
		format: "esm",
		platform: "node",
		target: "node20",
		packages: "external",
	});
	return bundle;
}
