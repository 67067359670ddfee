import { TextChatService } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { LineMessage } from "../../shared/remotes/messages";
import { showLine, showSystemLine, waitForChat } from "./engine-lines";

const line: LineMessage = {
	speaker: { id: "ada", name: "Ada", type: "npc" },
	text: "Good <i>morning</i>.",
	isOverheard: false,
	byModel: true,
};

/** What the chat shows while `run` runs and a moment longer. */
function shownBy(run: () => void): { bubbles: string[]; chat: string[] } {
	waitForChat();
	const bubbles: string[] = [];
	const chat: string[] = [];
	const trove = new Trove();
	trove.connect(TextChatService.BubbleDisplayed, (part, message) => {
		bubbles.push(`${part.Name}: ${message.Text}`);
	});
	trove.connect(TextChatService.MessageReceived, (message) => {
		chat.push(`${message.TextChannel?.Name}: ${message.Text}`);
	});
	run();
	task.wait(0.2);
	trove.destroy();
	return { bubbles, chat };
}

export = (t: Suite) => {
	t.it("shows a line above the speaker's head and in the chat", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		expect(shownBy(() => showLine(line, body))).toEqual({
			bubbles: ["Head: Good ‹i›morning‹/i›."],
			chat: ["RBXGeneral: <b>Ada</b> [AI]: Good &lt;i&gt;morning&lt;/i&gt;."],
		});
		body.Destroy();
	});

	t.it("shows it above the root of a body without a head", () => {
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		body.FindFirstChild("Head")!.Destroy();
		expect(shownBy(() => showLine(line, body)).bubbles).toEqual(["HumanoidRootPart: Good ‹i›morning‹/i›."]);
		body.Destroy();
	});

	t.it("shows it in the chat alone where the speaker is not on this client", () => {
		const { bubbles, chat } = shownBy(() => showLine(line, undefined));
		expect(bubbles).toEqual([]);
		expect(chat.size()).toBe(1);
		expect(shownBy(() => showLine(line, new Instance("Model"))).bubbles).toEqual([]);
	});

	t.it("shows what the place says among the system's lines", () => {
		expect(shownBy(() => showSystemLine("Ada & Bram are <here>.")).chat).toEqual([
			"RBXSystem: Ada &amp; Bram are &lt;here&gt;.",
		]);
	});
};
