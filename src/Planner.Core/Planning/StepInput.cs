using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>
/// What a plan puts into one input of a step: literal JSON, a reference (<c>@s1</c>), a template (<c>Compare @{s1} with @{s2}</c>),
/// or a list of these. <c>@@</c> is a literal <c>@</c>. References here are in their canonical form, by id.
/// </summary>
[JsonConverter(typeof(StepInputConverter))]
public abstract record StepInput
{
    private protected StepInput()
    {
    }

    /// <summary>All references in it, in order.</summary>
    public abstract IEnumerable<Reference> References { get; }

    /// <summary>As a plan writes it.</summary>
    public abstract JsonNode? ToJson();

    /// <summary>The same input with every reference replaced.</summary>
    /// <param name="replace">Gives the new reference for an old one.</param>
    public abstract StepInput Map(Func<Reference, Reference> replace);

    /// <summary>Literal text.</summary>
    public static StepInput Text(string text) => new LiteralInput(JsonValue.Create(text));

    /// <summary>The whole value of a step or attachment.</summary>
    public static StepInput To(string target) => new ReferenceInput(new Reference(target, []));

    /// <summary>Several inputs as one.</summary>
    public static StepInput List(IEnumerable<StepInput> items) => new ListInput([.. items]);

    /// <summary>Reads the canonical form. What is no reference and holds none is a literal.</summary>
    public static StepInput Parse(JsonNode? json) => json switch
    {
        JsonArray array => new ListInput([.. array.Select(Parse)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Parse(text),
        _ => new LiteralInput(json?.DeepClone()),
    };

    /// <summary>Reads the canonical form of a string.</summary>
    public static StepInput Parse(string text)
    {
        if (text is ['@', not '@' and not '{', ..] && Reference.TryParse(text.AsSpan(1)) is { } reference)
        {
            return new ReferenceInput(reference);
        }

        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '@' && i + 1 < text.Length && text[i + 1] == '@')
            {
                literal.Append('@');
                i++;
            }
            else if (text[i] == '@' && i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i) is var close and > 0
                && Reference.TryParse(text.AsSpan(i + 2, close - i - 2)) is { } inner)
            {
                parts.Add(new TemplatePart(literal.ToString(), inner));
                literal.Clear();
                i = close;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        return parts switch
        {
            [] => Text(literal.ToString()),
            [{ Before: "", Reference: var whole }] when literal.Length == 0 => new ReferenceInput(whole),
            _ => new TemplateInput(parts, literal.ToString()),
        };
    }
}
