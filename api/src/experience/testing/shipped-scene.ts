import { freshPlayer, freshShared } from "../experience-state.js";
import { loadDefinitions } from "../load-definitions.js";
import type { Scene } from "../views.js";
import { SHIPPED, WOODS } from "./test-experiences.js";

/** The shipped experience before anything has happened, as a player comes to it. */
export async function shippedScene(userId: string): Promise<Scene> {
	const definition = (await loadDefinitions(SHIPPED)).get(WOODS)!;
	return { definition, shared: freshShared(definition), player: freshPlayer(definition), userId };
}
