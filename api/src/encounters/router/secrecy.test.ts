import { expect, it, afterEach, beforeEach } from "vitest";
import { until } from "../../testing/until.js";
import { dial, subscription } from "./testing/dial.js";
import { ANN, CANARY, DM, KEY, TestTable, fight } from "./testing/test-table.js";

let table: TestTable;
let roomId: string;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
	roomId = await fight(table);
});
afterEach(() => table.end());

it("[ET17] no frame, no answer, no error and no line of the log has what is hidden from its reader, or a token", async () => {
	const tokens = await Promise.all([ANN, DM].map((user) => table.token(user)));
	const ann = await dial(table, ANN);
	ann.socket.send(subscription(roomId));
	await until(() => ann.frames.length > 1, "the view");
	const dm = await table.as(DM);
	await dm.note.mutate({ roomId, text: `${CANARY}-note` });
	await dm.sendChat.mutate({ roomId, channel: "dm", text: `${CANARY}-aside` });
	await dm.applyEffect.mutate({ roomId, entityId: `${CANARY}-id`, effect: { kind: "damage", amount: 3 } });
	await dm.applyEffect.mutate({
		roomId,
		entityId: "ogre",
		effect: { kind: "notes", notes: `${CANARY}-ogre` },
	});
	await dm.setInitiative.mutate({ roomId, entityId: `${CANARY}-id`, initiative: 99 });
	await dm.pauseInteraction.mutate({ roomId });
	const said: string[] = [];
	const player = await table.as(ANN);
	const calls = [
		player.room.query({ roomId }),
		player.listRooms.query(),
		player.takeTurn.mutate({
			roomId,
			action: { type: "attack", entityId: "hero", target: "wolf", actionId: "sword" },
		}),
		player.undo.mutate({ roomId, to: 1 }),
		player.sendChat.mutate({ roomId, channel: "system", text: "me" }),
	];
	for (const call of calls)
		said.push(JSON.stringify(await call.catch((error: unknown) => ({ error, text: String(error) }))));
	const rest = await fetch(`${table.url}/v1/encounters/${roomId}?user_id=ann`, {
		headers: { "x-api-key": KEY },
	});
	said.push(await rest.text());
	await until(() => ann.frames.some((frame) => frame.includes("INTERACTION_PAUSED")), "the pause");
	expect([...said, ...ann.frames, ...table.lines].join("\n")).not.toContain(CANARY);
	for (const token of tokens)
		expect([...said, ...ann.frames, ...table.lines].join("\n")).not.toContain(token);
	ann.socket.close();
});
