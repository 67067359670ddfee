import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "./config";
import { attributeName, overrideConfig } from "./override";

const given = (attributes: Record<string, unknown>) => {
	const map = new Map<string, unknown>();
	for (const [key, value] of pairs(attributes)) map.set(key, value);
	return overrideConfig(DEFAULT_CONFIG, map);
};

export = (t: Suite) => {
	t.it("names attributes in PascalCase", () => {
		expect(attributeName("syncSeconds")).toBe("SyncSeconds");
	});

	t.it("leaves the defaults alone without attributes", () => {
		const { config, problems } = given({});
		expect(config).toEqual(DEFAULT_CONFIG);
		expect(problems).toEqual([]);
	});

	t.it("takes numbers and texts, and never writes to the defaults", () => {
		const { config, problems } = given({ SyncSeconds: 5, World: "plaza" });
		expect(problems).toEqual([]);
		expect(config.syncSeconds).toBe(5);
		expect(config.world).toBe("plaza");
		expect(DEFAULT_CONFIG.syncSeconds).toBe(10);
	});

	t.it("keeps the default and says why where a value cannot be used", () => {
		for (const bad of ["5", 0, -1, math.huge, 0 / 0, true]) {
			const { config, problems } = given({ SyncSeconds: bad });
			expect(config.syncSeconds).toBe(10);
			expect(problems.size()).toBe(1);
			expect(string.find(problems[0]!, "SyncSeconds", 1, true)[0]).toBe(1);
		}
	});

	t.it("refuses overrides that contradict each other, all of them, naming both numbers", () => {
		const { config, problems } = given({ LinkStuds: 15, SyncSeconds: 5 });
		expect(config).toEqual(DEFAULT_CONFIG);
		expect(problems.size()).toBe(1);
		expect(string.find(problems[0]!, "15", 1, true)[0] !== undefined).toBe(true);
	});

	t.it("refuses a request rate above what the platform grants", () => {
		expect(given({ RequestsPerMinute: 501 }).problems.size()).toBe(1);
		expect(given({ RequestsPerMinute: 500 }).problems).toEqual([]);
	});

	t.it("refuses bounds of the chat under which nobody would be heard", () => {
		expect(given({ ChatBurst: 0.5 }).problems.size()).toBe(1);
		expect(given({ MaxChatCharacters: 0.5 }).problems.size()).toBe(1);
		expect(given({ ChatBurst: 1, MaxChatCharacters: 1 }).problems).toEqual([]);
	});

	t.it("refuses to wait longer for answers than the backend holds a poll", () => {
		expect(given({ InboxWaitSeconds: 26 }).problems.size()).toBe(1);
		expect(given({ InboxWaitSeconds: 5 }).config.inboxWaitSeconds).toBe(5);
	});

	t.it("takes a conversation policy that there is, and says which there are", () => {
		expect(given({ ConversationPolicy: "paired" }).config.conversationPolicy).toBe("paired");
		const { config, problems } = given({ ConversationPolicy: "duel" });
		expect(config.conversationPolicy).toBe("group");
		expect(problems).toEqual(["ConversationPolicy must be group or paired"]);
	});

	t.it("refuses numbers of talk with which nobody would ever be answered", () => {
		for (const name of ["MindCallsPerLine", "GroupMessageBurst", "MaxResponders", "MaxWaitingLines"]) {
			const { config, problems } = given({ [name]: 0.9 });
			expect(config).toEqual(DEFAULT_CONFIG);
			expect(problems.size()).toBe(1);
			expect(string.find(problems[0]!, name, 1, true)[0] !== undefined).toBe(true);
			expect(given({ [name]: 1 }).problems).toEqual([]);
		}
	});

	t.it("takes an experience by its id, or none", () => {
		for (const experience of ["", "wylding-woods", "a".rep(64)]) {
			expect(given({ Experience: experience }).problems).toEqual([]);
			expect(given({ Experience: experience }).config.experience).toBe(experience);
		}
		for (const experience of ["Woods", "a/b", "a b", "a".rep(65)]) {
			expect(given({ Experience: experience }).problems.size()).toBe(1);
		}
	});

	t.it("refuses numbers with which nothing could ever be taken", () => {
		expect(given({ TakeBurst: 0.5 }).problems.size()).toBe(1);
		expect(given({ MaxActions: 0.5 }).problems.size()).toBe(1);
		expect(given({ MaxActions: 1, TakeBurst: 1 }).problems).toEqual([]);
	});

	t.it("lets a place do without chatlings, and refuses to call them back from where they may be", () => {
		expect(given({ Chatlings: false }).config.chatlings).toBe(false);
		expect(given({ Chatlings: "no" }).config.chatlings).toBe(true);
		expect(given({ ChatlingRecallStuds: 12 }).problems.size()).toBe(1);
		expect(given({ ChatlingLostStuds: 20 }).problems.size()).toBe(1);
		expect(given({ ChatlingWanderStuds: 5, ChatlingRecallStuds: 6, ChatlingLostStuds: 7 }).problems).toEqual(
			[],
		);
	});

	t.it("ignores attributes that are no settings", () => {
		expect(given({ Colour: "red" }).problems).toEqual([]);
	});
};
