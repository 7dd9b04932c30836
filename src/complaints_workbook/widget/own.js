// What each widget has of its own. The script that shows them all comes once, with
// the model `library`; the module made of it stays with that model.
export default {
  async render(context) {
    const { model } = context;
    const library = await model.widget_manager.get_model(model.get("library"));
    library.shared ??= import(URL.createObjectURL(new Blob([library.get("script")], { type: "text/javascript" })));
    const shared = await library.shared;
    return shared[model.get("shows")](context);
  },
};
