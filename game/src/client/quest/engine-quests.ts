import { GuiService, RunService } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { QuestMessage } from "../../shared/remotes/quest-messages";
import { panelLayout } from "../panel/panel-layout";
import { eased } from "./ease";
import { buildQuests, fillBlock, questBlock } from "./engine-quest-parts";
import type { QuestBlock } from "./engine-quest-parts";
import { questView } from "./quest-view";

/** Seconds that something told is read in, twice over. */
const TOLD_SECONDS = 5;

/** The panel that says how far the player's quests are. */
export interface QuestPanel {
	readonly show: (quests: readonly QuestMessage[]) => void;
	/** Says something below them for a while. */
	readonly tell: (text: string) => void;
	readonly stop: () => void;
}

/** The bar of one quest, on its way from one share to another. */
interface Bar {
	readonly block: QuestBlock;
	from: number;
	to: number;
	setOutAt: number;
}

/** A panel in the interface `gui`; it is not seen before there is a quest, or something to say. */
export function openQuestPanel(gui: Instance): QuestPanel {
	const trove = new Trove();
	const parts = buildQuests(gui);
	const bars = new Map<string, Bar>();
	let quests: readonly QuestMessage[] = [];
	/** What the player chose; until they do, the screen decides. */
	let chosen: boolean | undefined;
	let silence: thread | undefined;

	const layout = () => panelLayout(parts.gui.AbsoluteSize.X, parts.gui.AbsoluteSize.Y);
	const isOpen = () => chosen ?? layout().startsOpen;
	const shareOf = ({ from, to, setOutAt }: Bar) =>
		GuiService.ReducedMotionEnabled ? to : eased(from, to, os.clock() - setOutAt);

	const barOf = (quest: QuestMessage, order: number): Bar => {
		const known = bars.get(quest.id);
		if (known) return known;
		const block = questBlock(order);
		block.header.Activated.Connect(() => {
			chosen = !isOpen();
			render();
		});
		block.frame.Parent = parts.quests;
		const bar = { block, from: 0, to: 0, setOutAt: os.clock() };
		bars.set(quest.id, bar);
		return bar;
	};
	const render = () => {
		parts.scale.Scale = layout().scale;
		parts.quests.Visible = !quests.isEmpty();
		parts.root.Visible = !quests.isEmpty() || parts.told.Visible;
		quests.forEach((quest, order) => {
			const bar = barOf(quest, order);
			const view = questView(quest, isOpen());
			bar.block.frame.LayoutOrder = order;
			fillBlock(bar.block, view);
			if (view.share === bar.to) return;
			bar.from = shareOf(bar);
			bar.to = view.share;
			bar.setOutAt = os.clock();
		});
		for (const [id, { block }] of bars) {
			if (quests.some((quest) => quest.id === id)) continue;
			block.frame.Destroy();
			bars.delete(id);
		}
	};
	const tell = (text: string) => {
		parts.told.Text = text;
		parts.told.Visible = text !== "";
		render();
	};

	trove.add(parts.gui);
	trove.connect(parts.gui.GetPropertyChangedSignal("AbsoluteSize"), render);
	trove.connect(RunService.Heartbeat, () => {
		for (const [, bar] of bars) {
			const size = new UDim2(shareOf(bar), 0, 1, 0);
			if (bar.block.fill.Size !== size) bar.block.fill.Size = size;
		}
	});
	trove.add(() => {
		if (silence) task.cancel(silence);
	});
	return {
		show: (told) => {
			quests = told;
			render();
		},
		tell: (text) => {
			if (silence) task.cancel(silence);
			tell(text);
			silence = task.delay(TOLD_SECONDS, () => {
				silence = undefined;
				tell("");
			});
		},
		stop: () => trove.destroy(),
	};
}
