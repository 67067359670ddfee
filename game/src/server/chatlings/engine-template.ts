import { ServerStorage } from "@rbxts/services";
import type { Logger } from "../../shared/util/ports";
import { buildRig } from "./engine-rig";

/** Name of a Model in ServerStorage that chatlings are copies of, where a developer has put one there. */
export const TEMPLATE_NAME = "EarshotChatling";

/** Makes bodies of chatlings, not yet anywhere: copies of the developer's template, else rigs of their own. */
export function createBodies(logger: Logger): (creatureId: string) => Model {
	let isWarned = false;
	const warn = (problem: string) => {
		if (!isWarned)
			logger.write("warn", `ServerStorage.${TEMPLATE_NAME} ${problem}: chatlings look their own way`);
		isWarned = true;
	};

	const copy = (): Model | undefined => {
		const template = ServerStorage.FindFirstChild(TEMPLATE_NAME);
		if (!template) return undefined;
		if (!template.IsA("Model")) {
			warn("is not a Model");
			return undefined;
		}
		const made = template.Clone();
		if (made?.PrimaryPart) return made;
		made?.Destroy();
		warn("has no PrimaryPart");
		return undefined;
	};

	return (creatureId) => copy() ?? buildRig(creatureId);
}
