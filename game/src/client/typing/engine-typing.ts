import { CollectionService, GuiService, RunService } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { NPC_TAG, TYPING_ATTRIBUTE } from "../../shared/remotes/npc-marks";
import { make } from "../engine-gui";
import { headOf } from "../engine-head";
import { COLORS, FONTS } from "../theme";
import { DOTS, visibleDots } from "./dots";

/** Studs above the head, and studs beyond which nobody needs to know. */
const ABOVE_HEAD_STUDS = 1.8;
const SEEN_STUDS = 60;

interface Sign {
	readonly gui: BillboardGui;
	readonly dots: TextLabel;
}

function buildSign(parent: Instance, head: BasePart | undefined): Sign {
	const dots = make(
		"TextLabel",
		{
			Size: new UDim2(1, 0, 1, 0),
			BackgroundColor3: COLORS.ground,
			BackgroundTransparency: 0.15,
			Text: DOTS,
			TextColor3: COLORS.text,
			TextSize: 22,
			Font: FONTS.bold,
		},
		[make("UICorner", { CornerRadius: new UDim(1, 0) })],
	);
	const gui = make(
		"BillboardGui",
		{
			Name: "EarshotTyping",
			Adornee: head,
			Size: new UDim2(0, 48, 0, 24),
			StudsOffsetWorldSpace: new Vector3(0, ABOVE_HEAD_STUDS, 0),
			MaxDistance: SEEN_STUDS,
			LightInfluence: 0,
			AlwaysOnTop: true,
			ResetOnSpawn: false,
		},
		[dots],
	);
	gui.Parent = parent;
	return { gui, dots };
}

/**
 * Shows above each NPC that is about to speak that it is, as models come and go; the signs are kept in `gui`.
 * Returns the stop.
 */
export function showTyping(gui: Instance): () => void {
	const trove = new Trove();
	const watched = new Map<Instance, Trove>();
	const signs = new Map<Model, Sign>();

	const hide = (model: Model) => {
		signs.get(model)?.gui.Destroy();
		signs.delete(model);
	};
	const refresh = (model: Model) => {
		const isTyping = model.GetAttribute(TYPING_ATTRIBUTE) === true;
		if (!isTyping) hide(model);
		else if (!signs.has(model)) signs.set(model, buildSign(gui, headOf(model)));
	};
	const add = (instance: Instance) => {
		if (watched.has(instance) || !instance.IsA("Model")) return;
		const own = new Trove();
		own.connect(instance.GetAttributeChangedSignal(TYPING_ATTRIBUTE), () => refresh(instance));
		own.add(() => hide(instance));
		watched.set(instance, own);
		refresh(instance);
	};
	const remove = (instance: Instance) => {
		watched.get(instance)?.destroy();
		watched.delete(instance);
	};

	trove.connect(CollectionService.GetInstanceAddedSignal(NPC_TAG), add);
	trove.connect(CollectionService.GetInstanceRemovedSignal(NPC_TAG), remove);
	for (const instance of CollectionService.GetTagged(NPC_TAG)) add(instance);
	trove.connect(RunService.Heartbeat, () => {
		for (const [model, sign] of signs) {
			// A head may be streamed in after its model, and out before it.
			const head = headOf(model);
			if (sign.gui.Adornee !== head) sign.gui.Adornee = head;
			sign.dots.MaxVisibleGraphemes = visibleDots(os.clock(), GuiService.ReducedMotionEnabled);
		}
	});
	return () => {
		trove.destroy();
		for (const [instance] of watched) remove(instance);
	};
}
