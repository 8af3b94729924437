using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using Microsoft.Extensions.Options;

namespace Planner.Prompts;

/// <summary>
/// The prompts: Handlebars templates, <c>prompts/NAME.hbs</c>. What comes from users, files, models or tools goes into a prompt only by
/// <c>{{data "name" value}}</c>, which encloses it in marks that it cannot forge: the closing mark carries a hash of the enclosed text.
/// </summary>
public sealed class PromptLibrary(IOptions<PromptOptions> options)
{
    private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _templates = new(StringComparer.Ordinal);
    private readonly IHandlebars _handlebars = Engine();

    /// <summary>Renders a prompt.</summary>
    /// <param name="name">The file's path in the folder without its ending: <c>plan</c>, <c>tasks/translation</c>.</param>
    /// <param name="model">What the template refers to.</param>
    /// <exception cref="PromptException">There is no such template, it is malformed, or refers to what there is not.</exception>
    public string Render(string name, object model)
    {
        try
        {
            return _templates.GetOrAdd(name, Compile)(model);
        }
        catch (Exception exception) when (exception is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new PromptException($"The prompt '{Find(name + ".hbs")}' can't be filled in: {exception.Message.TrimEnd('.')}. The shipped prompt of that name shows what there is; correct it, or remove yours.", exception);
        }
    }

    /// <summary>The file of a name, the user's before the shipped; null when neither is there.</summary>
    /// <param name="file">Its path in the folder, with its ending.</param>
    public string? Find(string file) => new[] { options.Value.UserFolder, options.Value.Folder }
        .Where(folder => !string.IsNullOrEmpty(folder))
        .Select(folder => Path.Combine(folder!, file))
        .FirstOrDefault(File.Exists);

    /// <summary>Encloses text of foreign origin in marks that it cannot forge.</summary>
    /// <param name="name">What it is, as the prompt names it.</param>
    /// <param name="text">The text.</param>
    public static string Enclose(string name, string text)
    {
        // The text would have to contain a part of its own hash to close the section.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
        return $"<data-{mark} name=\"{name.Replace('"', '\'')}\">\n{text}\n</data-{mark}>";
    }

    private HandlebarsTemplate<object, object> Compile(string name)
    {
        var path = Find(name + ".hbs")
            ?? throw new PromptException($"There is no prompt '{name}.hbs' in '{options.Value.Folder}'. Restore the folder, or set Planner:Prompts:Folder.");
        try
        {
            return _handlebars.Compile(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is HandlebarsException or IOException)
        {
            throw new PromptException($"The prompt '{path}' can't be used: {exception.Message.TrimEnd('.')}. Correct it, or remove yours for the shipped one.", exception);
        }
    }

    private static IHandlebars Engine()
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        handlebars.RegisterHelper("data", (output, _, arguments) => output.WriteSafeString(Enclose($"{arguments[0]}", $"{arguments[1]}")));
        return handlebars;
    }
}
