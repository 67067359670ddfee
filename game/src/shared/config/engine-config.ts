import { ReplicatedStorage, ServerStorage } from "@rbxts/services";
import type { Logger } from "../util/ports";
import type { EarshotConfig } from "./config";
import { DEFAULT_CONFIG } from "./config";
import { overrideConfig } from "./override";

/** Name of the folder whose attributes override the defaults; ServerStorage's goes before ReplicatedStorage's. */
const CONFIG_FOLDER = "EarshotConfig";

/** The place's config: defaults, overridden by attributes such as `SyncSeconds` on the config folder. */
export function readPlaceConfig(logger: Logger): EarshotConfig {
	const attributes = new Map<string, unknown>();
	for (const parent of [ReplicatedStorage, ServerStorage]) {
		const folder = parent.FindFirstChild(CONFIG_FOLDER);
		if (!folder) continue;
		for (const [name, value] of pairs(folder.GetAttributes())) attributes.set(name as string, value);
	}
	const { config, problems } = overrideConfig(DEFAULT_CONFIG, attributes);
	for (const problem of problems) logger.write("warn", `${CONFIG_FOLDER}: ${problem}; the default is used`);
	return config;
}
