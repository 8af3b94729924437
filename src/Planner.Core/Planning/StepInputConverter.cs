using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Planner.Planning;

internal sealed class StepInputConverter : JsonConverter<StepInput>
{
    public override StepInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StepInput.Parse(JsonNode.Parse(ref reader));

    public override void Write(Utf8JsonWriter writer, StepInput value, JsonSerializerOptions options)
    {
        if (value.ToJson() is { } json)
        {
            json.WriteTo(writer, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
