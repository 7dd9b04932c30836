// What each widget has of its own. The script that shows them all comes once, with the model
// `library`, and what is made of it stays with that model.
export default {
  async render(context) {
    const { model } = context;
    const library = await model.widget_manager.get_model(model.get("library"));
    library.modules ??= import(URL.createObjectURL(new Blob([library.get("script")], { type: "text/javascript" })));
    const { default: modules } = await library.modules;
    return modules[model.get("module")].render(context, modules, library.get("style"));
  },
};
