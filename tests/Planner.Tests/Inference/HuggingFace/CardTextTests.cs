using Planner.Inference.HuggingFace.Hub;

namespace Planner.Tests.Inference.HuggingFace;

public sealed class CardTextTests
{
    [Fact]
    public void Describe_OfACard_TakesTheParagraphsThatDescribe()
    {
        const string Card = """
            ---
            license: mit
            language: en
            ---
            <!-- generated -->
            [![badge](https://x.org/b.svg)](https://x.org)

            # My model

            <p align="center"><img src="logo.png"></p>

            See the [paper](https://arxiv.org/abs/1) for **all** that is `new` in this release of the model.

            | metric | value |
            |--------|-------|
            | F1     | 0.9   |

            ## Model description

            It sorts letters of customers by what they complain about, and was trained on half a million of them.

            ## How to use

            This paragraph tells how to install and to call the model, which says nothing about it.

            ```python
            print("this is code and long enough to be taken for a paragraph of its own")
            ```

            ## Bias

            [More Information Needed] and some more words so that it is long enough to count.
            """;

        CardText.Describe(Card).ShouldBe(
            "It sorts letters of customers by what they complain about, and was trained on half a million of them. "
            + "See the paper for all that is new in this release of the model.");
    }

    [Fact]
    public void Describe_OfALongCard_EndsAtASentence()
    {
        var text = CardText.Describe("# x\n\n" + string.Join("\n\n", Enumerable.Range(0, 40).Select(i => $"Paragraph {i} describes something that the model does well.")));

        text.Length.ShouldBeInRange(CardText.MostCharacters / 2, CardText.MostCharacters);
        text.ShouldEndWith("does well.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("---\nlicense: mit\n---\n")]
    [InlineData("# Title\n\nShort.\n")]
    [InlineData("---\nnever closed")]
    public void Describe_OfACardWithoutADescription_IsEmpty(string card) => CardText.Describe(card).ShouldBe("");
}
