import { expect, it } from "vitest";
import { sharedTopic, userTopic } from "./experience.js";
import { createTestBus, playerOf, WOODS } from "./testing/test-experiences.js";
import { publishUserUpdates } from "./user-updates.js";

const message = (type: string) => ({ number: 1, type, data: `{"type":"${type}"}` });

it("[XS20] publishes what changed for a user under the user's own subject, and nothing else", () => {
	const bus = createTestBus();
	const onTold = publishUserUpdates(bus);
	for (const type of ["world_update", "quest_update", "content"]) {
		onTold(userTopic(playerOf("ana")), message(type));
		onTold(userTopic(playerOf("a.*:>")), message(type));
	}
	onTold(sharedTopic(WOODS), message("world_update"));
	onTold("chatroom:ana", message("world_update"));
	expect(bus.published).toEqual([
		{ subject: "world.updates.user.ana", data: '{"type":"world_update"}' },
		{ subject: "world.updates.user.~YS4qOj4", data: '{"type":"world_update"}' },
	]);
});
