import { COLORS, FONTS } from "./theme";

/** An instance with these properties and children, not yet anywhere. */
export function make<Name extends keyof CreatableInstances>(
	className: Name,
	properties: Partial<WritableInstanceProperties<CreatableInstances[Name]>>,
	children: readonly Instance[] = [],
): CreatableInstances[Name] {
	const instance = new Instance(className);
	for (const [name, value] of pairs(properties)) instance[name as never] = value as never;
	for (const child of children) child.Parent = instance;
	return instance;
}

/** Lays children out from above, so many pixels apart. */
export function columnLayout(gap: number): UIListLayout {
	return make("UIListLayout", {
		FillDirection: Enum.FillDirection.Vertical,
		SortOrder: Enum.SortOrder.LayoutOrder,
		Padding: new UDim(0, gap),
	});
}

/** Small print across the whole width, as high as its text; not to be seen until there is one. */
export function noteLabel(color: Color3, order: number): TextLabel {
	return make("TextLabel", {
		Size: new UDim2(1, 0, 0, 0),
		AutomaticSize: Enum.AutomaticSize.Y,
		BackgroundTransparency: 1,
		Text: "",
		TextColor3: color,
		TextSize: 13,
		Font: FONTS.regular,
		TextWrapped: true,
		TextXAlignment: Enum.TextXAlignment.Left,
		LayoutOrder: order,
		Visible: false,
	});
}

/** A frame as wide as what holds it and as high as what is in it, so many pixels apart. */
export function stack(order: number, gap: number, children: readonly Instance[] = []): Frame {
	return make(
		"Frame",
		{
			Size: new UDim2(1, 0, 0, 0),
			AutomaticSize: Enum.AutomaticSize.Y,
			BackgroundTransparency: 1,
			LayoutOrder: order,
		},
		[columnLayout(gap), ...children],
	);
}

/** Round the corners and a thin line around a button. */
export function buttonEdge(): readonly Instance[] {
	return [
		make("UICorner", { CornerRadius: new UDim(0, 8) }),
		make("UIStroke", {
			Color: COLORS.quiet,
			Thickness: 1,
			ApplyStrokeMode: Enum.ApplyStrokeMode.Border,
		}),
	];
}

export interface PanelPlace {
	/** Of the interface that holds it, and of its frame. */
	readonly name: string;
	readonly frame: string;
	/** Pixels, before the scale of the screen. */
	readonly width: number;
	readonly anchor: Vector2;
	readonly position: UDim2;
}

/** The instances that each panel has. */
export interface PanelGui {
	readonly gui: ScreenGui;
	readonly root: Frame;
	readonly scale: UIScale;
}

/** A panel in `parent`, as high as what is in it, clear of Roblox's own controls; not to be seen at first. */
export function panelGui(parent: Instance, place: PanelPlace, children: readonly Instance[]): PanelGui {
	const scale = make("UIScale", {});
	const root = make(
		"Frame",
		{
			Name: place.frame,
			AnchorPoint: place.anchor,
			Position: place.position,
			Size: new UDim2(0, place.width, 0, 0),
			AutomaticSize: Enum.AutomaticSize.Y,
			BackgroundColor3: COLORS.ground,
			BackgroundTransparency: 0.1,
			BorderSizePixel: 0,
			Visible: false,
		},
		[
			make("UICorner", { CornerRadius: new UDim(0, 12) }),
			make("UIStroke", { Color: COLORS.edge, Transparency: 0.86, Thickness: 1 }),
			make("UIPadding", {
				PaddingLeft: new UDim(0, 12),
				PaddingRight: new UDim(0, 12),
				PaddingBottom: new UDim(0, 10),
			}),
			columnLayout(6),
			scale,
			...children,
		],
	);
	const gui = make(
		"ScreenGui",
		{
			Name: place.name,
			ResetOnSpawn: false,
			ScreenInsets: Enum.ScreenInsets.CoreUISafeInsets,
			ZIndexBehavior: Enum.ZIndexBehavior.Sibling,
		},
		[root],
	);
	gui.Parent = parent;
	return { gui, root, scale };
}
